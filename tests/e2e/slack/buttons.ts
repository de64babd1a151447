import type { FakeMessage } from './workspace.ts';

export interface FakeButton {
  readonly action_id: string;
  readonly value?: string;
  readonly text: { readonly text: string };
}

export function buttonsOf(message: Pick<FakeMessage, 'blocks'>): readonly FakeButton[] {
  return message.blocks
    .filter((block) => block.type === 'actions')
    .flatMap((block) => block.elements as readonly FakeButton[]);
}

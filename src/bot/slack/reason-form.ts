import type { types, ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import type { AnswerPlace } from './answer-place.ts';
import { plainText } from './block-parts.ts';

/** The form that asks for a few words about an answer. */
export const reasonFormId = 'reason';
const field = 'reason';
const reasonCharacters = 1000;
const titleCharacters = 24;

/** Where the button stood; it goes along with the form, unseen. */
const whereSchema = z.object({
  ref: z.string(),
  channel: z.string(),
  threadTs: z.string().optional(),
  privateThreadTs: z.string().optional(),
  isHidden: z.boolean(),
});

type ReasonPlace = Pick<AnswerPlace, 'channel' | 'threadTs' | 'privateThreadTs' | 'isHidden'>;

/** @param label the button's, in whose language the form is. */
export function reasonForm(label: string, where: { readonly ref: string } & ReasonPlace): types.ModalView {
  const { reason, forms } = botWordings[botLanguage({ text: label })];
  return {
    type: 'modal',
    callback_id: reasonFormId,
    private_metadata: JSON.stringify(where),
    title: plainText(label, titleCharacters),
    submit: plainText(forms.send, titleCharacters),
    close: plainText(forms.close, titleCharacters),
    blocks: [
      {
        type: 'input',
        block_id: field,
        optional: true,
        label: plainText(reason, 2000),
        element: {
          type: 'plain_text_input',
          action_id: field,
          multiline: true,
          max_length: reasonCharacters,
        },
      },
    ],
  };
}

/** What was written, and where the button stood. */
export function readReason({ private_metadata, state }: ViewOutput): {
  readonly ref: string;
  readonly reason: string;
  readonly place: ReasonPlace;
} | null {
  const where = whereSchema.safeParse(JSON.parse(private_metadata || 'null'));
  if (!where.success) return null;
  const { ref, channel, threadTs, privateThreadTs, isHidden } = where.data;
  const reason = state.values[field]?.[field]?.value ?? '';
  return { ref, reason, place: { channel, threadTs, privateThreadTs, isHidden } };
}

import { describe, expect, it, vi } from 'vitest';
import { untilSaid } from './harness.ts';
import { useSlack } from './use-slack.ts';
import { type FakeMessage, textsOf } from './workspace.ts';

const wire = useSlack('http');

const lines = Array.from({ length: 900 }, (_, at) => `Line ${at} of a long page`);
const linesOf = (messages: readonly FakeMessage[]): string[] =>
  messages
    .flatMap((one) => textsOf(one.blocks))
    .join('\n')
    .split('\n')
    .filter((line) => line.startsWith('Line '));

describe('an answer that is too long for one message of Slack', () => {
  it('goes on in further ones, with nothing lost, which change and go with it', async () => {
    await wire.start(async ({ text, change }) =>
      change === 'deleted'
        ? { kind: 'nothing', text: '' }
        : { kind: 'text', text: text === 'short' ? 'Short.' : lines.join('\n') },
    );
    const { delivered, ...question } = wire.slack.mention('UANA', 'C1', 'long');
    const said = await untilSaid(() => wire.slack.repliesTo(question.ts), 3);
    await delivered;
    expect(linesOf(said)).toEqual(lines);
    expect(said[1]?.text).toContain('Line 400 of');
    expect(JSON.stringify(said[0]?.blocks)).toContain('goes on below');
    expect(JSON.stringify(said.at(-1)?.blocks)).not.toContain('goes on below');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await wire.slack.edit(question, '<@UBOT> short');
    await vi.waitFor(() => expect(wire.slack.repliesTo(question.ts)).toHaveLength(1));
    const longer = { ...question, text: '<@UBOT> short' };
    await wire.slack.edit(longer, '<@UBOT> long');
    await untilSaid(() => wire.slack.repliesTo(question.ts), 3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(linesOf(wire.slack.repliesTo(question.ts))).toEqual(lines);
    await wire.slack.remove({ ...longer, text: '<@UBOT> long' });
    await vi.waitFor(() => expect(wire.slack.repliesTo(question.ts)).toEqual([]));
  });

  it('is shown whole to its asker alone too', async () => {
    await wire.start(async () => ({ kind: 'text', text: lines.join('\n'), visibleTo: 'asker' }));
    const { id } = wire.slack.command('UANA', 'C1', '/whois', 'long');
    const said = await untilSaid(() => wire.slack.responsesTo(id), 3);
    expect(linesOf(said)).toEqual(lines);
    expect(said.every((one) => one.ephemeralFor === 'UANA')).toBe(true);
  });

  it('says that there is more, where it is longer than a few messages', async () => {
    await wire.start(async () => ({ kind: 'text', text: 'word '.repeat(20_000) }));
    const { ts } = wire.slack.mention('UANA', 'C1', 'endless');
    const said = await untilSaid(() => wire.slack.repliesTo(ts), 5);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(wire.slack.repliesTo(ts)).toHaveLength(5);
    expect(JSON.stringify(said.at(-1)?.blocks)).toContain('The rest does not fit here');
  });
});

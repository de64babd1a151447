import { type Logger, LogLevel } from '@slack/bolt';

/** The part of a logger that the Slack adapter writes to. */
export interface SlackLog {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
  debug(details: object, message: string): void;
}

/** Bolt's own lines, in our log. Its debug lines hold whole messages, so that they are left out. */
export function createBoltLog(log: SlackLog): Logger {
  return {
    debug: () => {},
    info: (...parts) => log.debug({}, `Slack: ${parts.join(' ')}`),
    warn: (...parts) => log.warn({}, `Slack: ${parts.join(' ')}`),
    error: (...parts) => log.warn({}, `Slack: ${parts.join(' ')}`),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../operations/app-error.ts';

export interface TokenCipher {
  /** @param context what the text belongs to; it can be opened for nothing else. */
  seal(text: string, context: string): string;
  /** @throws AppError `invalid_config` where no key fits, or where it was changed or belongs to something else. */
  open(sealed: string, context: string): string;
}

const algorithm = 'aes-256-gcm';
/** Bytes, as NIST SP 800-38D recommends them for GCM. */
const nonceBytes = 12;
const tagBytes = 16;

const sealedSchema = z.object({ nonce: z.base64(), tag: z.base64(), text: z.base64() });

/** @param keys of 32 bytes in base64; the first seals, each opens, so that a key can be changed. */
export function createTokenCipher(keys: readonly string[]): TokenCipher {
  const secrets = keys.map((key) => Buffer.from(key, 'base64'));
  const [first] = secrets;
  if (first === undefined) throw new AppError('invalid_config', 'There is no key to encrypt tokens with.');

  function openWith(secret: Buffer, sealed: z.infer<typeof sealedSchema>, context: string): string | null {
    try {
      const nonce = Buffer.from(sealed.nonce, 'base64');
      const decipher = createDecipheriv(algorithm, secret, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
      return Buffer.concat([decipher.update(sealed.text, 'base64'), decipher.final()]).toString('utf8');
    } catch {
      return null;
    }
  }

  return {
    seal(text, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, first, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
      return JSON.stringify({
        nonce: nonce.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
        text: sealed,
      });
    },
    open(json, context) {
      const sealed = sealedSchema.safeParse(JSON.parse(json));
      for (const secret of sealed.success ? secrets : []) {
        const text = openWith(secret, sealed.data as z.infer<typeof sealedSchema>, context);
        if (text !== null) return text;
      }
      throw new AppError(
        'invalid_config',
        'A token of Slack cannot be read with SLACK_TOKEN_KEY: put the former key behind the new one, with a comma between, or install the app again.',
      );
    },
  };
}

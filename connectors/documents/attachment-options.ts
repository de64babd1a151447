import { z } from 'zod';

/** What is read of documents that are attached to pages; without the option, none are. */
export const attachmentOptions = {
  attachments: z
    .strictObject({
      maxBytes: z
        .int()
        .positive()
        .max(100_000_000)
        .default(20_000_000)
        .describe('Larger documents are reported and left out unread, in bytes.'),
      maxPages: z
        .int()
        .positive()
        .max(5_000)
        .default(300)
        .describe('Pages of a PDF that are read; what comes after is left out and reported.'),
      maxSeconds: z
        .int()
        .positive()
        .max(600)
        .default(30)
        .describe('A document that takes longer to be read is left out and reported, in seconds.'),
    })
    .optional()
    .describe('Whether the text of attached PDF and Word (docx) documents is read, and how much of each.'),
};

/** The same of files that a service keeps, which may stand at another host. */
export const fetchedAttachmentOptions = {
  attachments: attachmentOptions.attachments
    .unwrap()
    .extend({
      hosts: z
        .array(z.string().regex(/^[^/\s]+$/, { error: "a host, such as 'minio.example.com:9000'" }))
        .optional()
        .describe(
          'Hosts within your own network where the service keeps files, with their port unless it is the usual one; others are fetched from only where they are on the internet.',
        ),
    })
    .optional()
    .describe('Whether the text of attached PDF and Word (docx) documents is read, and how much of each.'),
};

const limits = attachmentOptions.attachments.unwrap();
export type AttachmentLimits = z.output<typeof limits>;

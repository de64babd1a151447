/** Scopes of the bot token, as the manifest asks for them, and what happens where one is missing. */
export const botScopes: Readonly<Record<string, string>> = {
  'app_mentions:read': 'mentions do not reach the bot',
  'assistant:write': 'it is not shown what is being done, and nothing is suggested to ask',
  'channels:history':
    'an answer in a channel may be given twice after a crash, follows no edit of its question, and each question needs a mention',
  'channels:read': 'in channels it cannot be told who reads along, and nothing is answered from the data',
  'chat:write': 'the bot cannot answer',
  commands: 'its commands do not exist',
  'groups:history':
    'an answer in a private channel may be given twice after a crash, follows no edit of its question, and each question needs a mention',
  'groups:read':
    'in private channels it cannot be told who reads along, and nothing is answered from the data',
  'im:history': 'direct messages do not reach the bot',
  'links:read': 'links to tasks and articles have no preview',
  'links:write': 'links to tasks and articles have no preview',
  'mpim:history':
    'an answer in a group message may be given twice after a crash, follows no edit of its question, and each question needs a mention',
  'mpim:read': 'in group messages it cannot be told who reads along, and nothing is answered from the data',
  'users:read': 'nobody can be recognised, and nobody is answered',
  'users:read.email': 'nobody can be recognised, and nobody is answered',
};

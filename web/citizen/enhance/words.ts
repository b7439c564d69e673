/** A text that the server put on <body> in the reader's language. */
export const word = (
  name: 'busy' | 'saved' | 'unsaved' | 'copied' | 'stop' | 'offline' | 'unsent' | 'expired',
): string => document.body.dataset[name] || ''

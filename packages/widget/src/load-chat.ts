import type { LoadChat } from './chat-contract.js';

const catalogues = {
  en: () => import('./texts/en.js'),
  fr: () => import('./texts/fr.js'),
  es: () => import('./texts/es.js'),
};

/** For applications that are bundled: what is imported here is fetched on intent. */
export const loadChat: LoadChat = async (language) => {
  const [{ mountChat }, { texts, warm }] = await Promise.all([import('./chat/mount-chat.js'), catalogues[language]()]);
  return { mountChat, texts, warm };
};

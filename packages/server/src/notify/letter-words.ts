/** What a letter tells; each fits on one line. */
export interface LetterFacts {
  /** What the reader goes by. */
  name: string;
  /** What people call the community. */
  community: string;
  topic: string | null;
  /** How long somebody has been waiting, written out. */
  waited: string;
  conversationId: string;
  /** What was redeemed, by whom. */
  reward: string;
  coach: string;
}

export interface LetterPart {
  subject: string;
  paragraphs: readonly string[];
}

type Write = (facts: LetterFacts) => LetterPart;

/** The letters of one language, one for each kind of notification. */
export interface LetterWords {
  request_waiting: Write;
  visitor_here: Write;
  handed_over: Write;
  reward_redeemed: Write;
  /** Ends each letter to a coach. */
  preferences: string;
}

const en: LetterWords = {
  request_waiting: ({ name, community, topic, waited }) => ({
    subject: topic ? `Somebody is waiting: ${topic}` : 'Somebody is waiting for an answer',
    paragraphs: [
      `Hello ${name},`,
      `somebody has asked a question at ${community} and has been waiting for ${waited}.${topic ? ` It is about: ${topic}.` : ''}`,
      'Would you like to answer? If not now, do nothing: it costs you nothing.',
    ],
  }),
  visitor_here: ({ name, community, topic }) => ({
    subject: topic ? `Somebody is here: ${topic}` : 'Somebody is looking for help',
    paragraphs: [
      `Hello ${name},`,
      `a visitor of ${community} is looking for somebody to ask, and nobody is there.${topic ? ` It is about: ${topic}.` : ''}`,
      'Would you like to come? If not now, do nothing: it costs you nothing.',
    ],
  }),
  handed_over: ({ community, topic, conversationId }) => ({
    subject: topic ? `Handed over to you: ${topic}` : 'A conversation was handed over to you',
    paragraphs: [
      `A conversation at ${community} was handed over to you.${topic ? ` It is about: ${topic}.` : ''}`,
      `Conversation: ${conversationId}`,
    ],
  }),
  reward_redeemed: ({ community, reward, coach }) => ({
    subject: `A reward was redeemed: ${reward}`,
    paragraphs: [
      `${coach}, who answers at ${community}, has redeemed a reward: ${reward}.`,
      'It waits to be fulfilled or refused.',
    ],
  }),
  preferences: 'You get this because you agreed to be pinged. Change your pings in your preferences.',
};

const fr: LetterWords = {
  request_waiting: ({ name, community, topic, waited }) => ({
    subject: topic ? `Quelqu’un attend : ${topic}` : 'Quelqu’un attend une réponse',
    paragraphs: [
      `Bonjour ${name},`,
      `quelqu’un a posé une question à la communauté ${community} et attend depuis ${waited}.${topic ? ` Sujet : ${topic}.` : ''}`,
      'Voulez-vous répondre ? Si ce n’est pas le moment, ne faites rien : cela ne vous coûte rien.',
    ],
  }),
  visitor_here: ({ name, community, topic }) => ({
    subject: topic ? `Quelqu’un est là : ${topic}` : 'Quelqu’un cherche de l’aide',
    paragraphs: [
      `Bonjour ${name},`,
      `un visiteur de la communauté ${community} cherche quelqu’un à qui parler, et personne n’est là.${topic ? ` Sujet : ${topic}.` : ''}`,
      'Voulez-vous venir ? Si ce n’est pas le moment, ne faites rien : cela ne vous coûte rien.',
    ],
  }),
  handed_over: ({ community, topic, conversationId }) => ({
    subject: topic ? `Conversation transmise : ${topic}` : 'Une conversation vous a été transmise',
    paragraphs: [
      `Une conversation de la communauté ${community} vous a été transmise.${topic ? ` Sujet : ${topic}.` : ''}`,
      `Conversation : ${conversationId}`,
    ],
  }),
  reward_redeemed: ({ community, reward, coach }) => ({
    subject: `Récompense demandée : ${reward}`,
    paragraphs: [
      `${coach}, qui répond dans la communauté ${community}, a demandé une récompense : ${reward}.`,
      'Elle attend d’être remise ou refusée.',
    ],
  }),
  preferences:
    'Vous recevez ce message parce que vous avez accepté d’être sollicité. Changez vos sollicitations dans vos préférences.',
};

const es: LetterWords = {
  request_waiting: ({ name, community, topic, waited }) => ({
    subject: topic ? `Alguien espera: ${topic}` : 'Alguien espera una respuesta',
    paragraphs: [
      `Hola, ${name}:`,
      `alguien ha hecho una pregunta en ${community} y espera desde hace ${waited}.${topic ? ` Tema: ${topic}.` : ''}`,
      '¿Quieres responder? Si ahora no puedes, no hagas nada: no te cuesta nada.',
    ],
  }),
  visitor_here: ({ name, community, topic }) => ({
    subject: topic ? `Hay alguien aquí: ${topic}` : 'Alguien busca ayuda',
    paragraphs: [
      `Hola, ${name}:`,
      `un visitante de ${community} busca a quien preguntar y no hay nadie.${topic ? ` Tema: ${topic}.` : ''}`,
      '¿Quieres venir? Si ahora no puedes, no hagas nada: no te cuesta nada.',
    ],
  }),
  handed_over: ({ community, topic, conversationId }) => ({
    subject: topic ? `Conversación transferida: ${topic}` : 'Se te ha transferido una conversación',
    paragraphs: [
      `Se te ha transferido una conversación de ${community}.${topic ? ` Tema: ${topic}.` : ''}`,
      `Conversación: ${conversationId}`,
    ],
  }),
  reward_redeemed: ({ community, reward, coach }) => ({
    subject: `Recompensa solicitada: ${reward}`,
    paragraphs: [
      `${coach}, que responde en ${community}, ha solicitado una recompensa: ${reward}.`,
      'Está pendiente de ser entregada o rechazada.',
    ],
  }),
  preferences: 'Recibes este mensaje porque aceptaste recibir avisos. Cambia tus avisos en tus preferencias.',
};

/** By language; English is for everybody else. */
export const letterWords = { en, fr, es } as const;

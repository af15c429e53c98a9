import type { Language, LauncherTexts } from './texts.js';

/** What the launcher says by itself, so that it needs no second file before somebody is interested. */
export const launcherTexts: Readonly<Record<Language, LauncherTexts>> = {
  en: {
    title: 'Ask the community',
    promise: 'Real customers answer, live.',
    action: 'Ask a question',
    actionLater: 'Leave a question',
    greeting: 'Hesitating? Somebody who owns it can tell you more.',
    dismiss: 'No, thank you',
    unread: { one: '{n} new message', other: '{n} new messages' },
    notLoaded: 'The chat could not be loaded.',
    responds: 'First answer after about {time}',
  },
  fr: {
    title: 'Demandez à la communauté',
    promise: 'De vrais clients répondent, en direct.',
    action: 'Poser une question',
    actionLater: 'Laisser une question',
    greeting: 'Vous hésitez ? Quelqu’un qui l’utilise peut vous en dire plus.',
    dismiss: 'Non merci',
    unread: { one: '{n} nouveau message', other: '{n} nouveaux messages' },
    notLoaded: 'Le chat n’a pas pu être chargé.',
    responds: 'Première réponse en {time} environ',
  },
  es: {
    title: 'Pregunta a la comunidad',
    promise: 'Responden clientes de verdad, en directo.',
    action: 'Hacer una pregunta',
    actionLater: 'Dejar una pregunta',
    greeting: '¿Dudas? Alguien que lo usa puede contarte más.',
    dismiss: 'No, gracias',
    unread: { one: '{n} mensaje nuevo', other: '{n} mensajes nuevos' },
    notLoaded: 'No se pudo cargar el chat.',
    responds: 'Primera respuesta en {time} aprox.',
  },
};

/** What a warmer voice says instead. */
export const warmLauncherTexts: Readonly<Record<Language, Partial<LauncherTexts>>> = {
  en: {
    action: 'Talk to us',
  },
  fr: {
    action: 'Parle avec nous',
    greeting: 'Tu hésites ? Quelqu’un qui l’utilise peut t’en dire plus.',
  },
  es: {
    action: 'Habla con nosotros',
  },
};

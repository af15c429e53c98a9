import type { Texts } from './en.js';

export const es: Texts = {
  shell: {
    skip: 'Ir al contenido',
    pages: 'Páginas',
    desk: 'Mesa',
    board: 'Panel',
    todo: 'Pendiente',
    conversations: 'Conversaciones',
    coaches: 'Coaches',
    coverage: 'Cobertura',
    news: 'Anuncios',
    language: 'Idioma',
    account: 'Tú y esta página',
    signOut: 'Cerrar sesión',
    opening: 'Abriendo…',
  },
  signedOut: {
    title: 'No has iniciado sesión',
    line: 'Abre la mesa desde la página de tu comunidad: te trae aquí con la sesión iniciada.',
    again: 'Si ya estabas aquí antes, esa página te deja entrar de nuevo.',
    endedTitle: 'Tu sesión ha terminado',
    endedLine:
      'Vuelve a abrir la mesa desde la página de tu comunidad. Lo que escribiste se guarda en este navegador y se enviará entonces.',
    brokenTitle: 'Este enlace no te deja entrar',
    brokenLine: 'Está incompleto o es de otra comunidad. Pide uno nuevo donde te lo dieron.',
    retry: 'Intentarlo de nuevo',
  },
  connection: {
    reconnecting: 'Se ha perdido la conexión. Lo que escribes se guarda y se envía en cuanto vuelve.',
    stopped: 'La conexión ha terminado.',
    start: 'Conectar de nuevo',
  },
  noPage: {
    title: 'Aquí no hay nada',
    line: 'La página se ha movido o no es para ti.',
    back: 'Volver al inicio',
  },
};

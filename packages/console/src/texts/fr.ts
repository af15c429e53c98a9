import type { Texts } from './en.js';

export const fr: Texts = {
  shell: {
    skip: 'Aller au contenu',
    pages: 'Pages',
    desk: 'Bureau',
    board: 'Tableau',
    todo: 'À faire',
    conversations: 'Conversations',
    coaches: 'Coachs',
    coverage: 'Couverture',
    news: 'Annonces',
    language: 'Langue',
    account: 'Vous et cette page',
    signOut: 'Se déconnecter',
    opening: 'Ouverture…',
  },
  signedOut: {
    title: 'Vous n’êtes pas connecté',
    line: 'Ouvrez le bureau depuis la page de votre communauté : elle vous amène ici, déjà connecté.',
    again: 'Si vous étiez ici auparavant, cette page vous y ramène.',
    endedTitle: 'Votre connexion a expiré',
    endedLine:
      'Rouvrez le bureau depuis la page de votre communauté. Ce que vous avez écrit est gardé dans ce navigateur et sera envoyé alors.',
    brokenTitle: 'Ce lien ne permet pas d’entrer',
    brokenLine: 'Il est incomplet ou d’une autre communauté. Demandez-en un nouveau là où vous l’avez reçu.',
    retry: 'Réessayer',
  },
  connection: {
    reconnecting: 'La connexion est perdue. Ce que vous écrivez est gardé, et envoyé dès qu’elle revient.',
    stopped: 'La connexion est terminée.',
    start: 'Se reconnecter',
  },
  noPage: {
    title: 'Il n’y a rien ici',
    line: 'La page a été déplacée, ou elle n’est pas pour vous.',
    back: 'Retour au début',
  },
};

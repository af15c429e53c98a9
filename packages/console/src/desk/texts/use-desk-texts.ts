import { createTexts } from '../../texts/create-texts.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';

/** The words of the desk. */
export const useDeskTexts = createTexts({ en, fr, es });

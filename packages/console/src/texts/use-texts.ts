import { createTexts } from './create-texts.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';

/** The words of the shell and of the desk. */
export const useTexts = createTexts({ en, fr, es });

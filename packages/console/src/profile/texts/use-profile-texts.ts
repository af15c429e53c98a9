import { createTexts } from '../../texts/create-texts.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';

/** The words of the profile. */
export const useProfileTexts = createTexts({ en, fr, es });

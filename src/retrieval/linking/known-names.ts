import { lexicons } from '../planning/lexicons/lexicons.ts';
import { joinNames } from './joined-names.ts';

/** What the languages that come with the product have to say of names. */
export const knownNames = joinNames(lexicons);

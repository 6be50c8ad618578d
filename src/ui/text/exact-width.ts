/** The measure that Ink uses itself: graphemes, wide characters, emoji. Importing this file puts it in place. */
import stringWidth from 'string-width';
import { measureWith } from './width.ts';

measureWith(stringWidth);

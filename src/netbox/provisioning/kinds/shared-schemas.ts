import { z } from 'zod';

/** `app.model` names, at least one. */
export const ObjectTypes = z.array(z.string().regex(/^[a-z]+\.[a-z0-9]+$/)).nonempty();

/** Place in a list or panel: small comes first. */
export const Weight = z.int().min(0).max(32_767);

/** A colour NetBox has a name for: of a choice, and of a button. */
export const COLORS = [
  ...['blue', 'indigo', 'purple', 'pink', 'red', 'orange'],
  ...['yellow', 'green', 'teal', 'cyan', 'gray', 'black', 'white'],
] as const;
export const Color = z.enum(COLORS);

/** What is shown beside an object; NetBox takes 200 characters, of which the mark needs some. */
export const Description = z.string().max(180);

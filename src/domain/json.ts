/** Plain data: what may cross a step boundary. Types crossing it use readonly fields and no classes. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

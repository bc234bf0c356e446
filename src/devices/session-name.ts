/** What the names of all our transactions begin with, on platforms where a change has a name. */
const OURS = /^pl-[A-Za-z0-9]{1,12}$/;

/** True for the name of a change that Plumbline makes. */
export function isOurName(name: string): boolean {
  return OURS.test(name);
}

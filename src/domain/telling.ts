/** What entries are told with: how a ticket number looks here, and where links lead. */
export interface Telling {
  /** Regular expression of ticket numbers in NetBox's changelog messages. */
  readonly ticketPattern: string;
  /** Where people open Plumbline's own pages, without a slash at its end; null where nobody can. */
  readonly pagesUrl: string | null;
  /** NetBox's base path (`/netbox`), empty at the root: links to its objects begin with it. */
  readonly netboxPath: string;
}

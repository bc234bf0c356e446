/**
 * A NetBox the contract suite can run against: a real one, or the stand-in of the sandbox.
 *
 * REST calls the suite makes, all with `Accept: application/json` and a token (`Bearer nbt_…`, or `Token …` for v1):
 *
 * By the adapter (scripts/netbox-schema/operations.ts is the full list with every query parameter):
 * - GET  /api/status/                          {"netbox-version"}
 * - GET  /api/authentication-check/            {id, username, groups:[{name}]}; 403 {"detail"} for a bad or missing token
 * - GET  /api/core/object-changes/             request_id, id, id__gt, time_after, limit, offset, ordering=id|-id; a bad uuid is 400 {"request_id":[…]}
 * - GET  /api/core/object-types/               app_label, model → {id} (the number that stands in changelog data)
 * - GET  /api/dcim/devices/                    id, name, role_id, platform_id, config_template_id, virtual_chassis_id, fields
 * - GET  /api/dcim/devices/{id}/               fields; ETag header
 * - PATCH /api/dcim/devices/{id}/              If-Match (412), custom_fields merged, unknown custom field 400
 * - POST /api/dcim/devices/{id}/render-config/ {content} | 400 {"error"} no template | 500 {"detail"} template failed | 404
 * - GET  /api/dcim/interfaces/                 id, device_id (many), vlan_id (ONE: NetBox takes the last), fields
 * - GET  /api/dcim/device-roles/, /api/dcim/platforms/   config_template_id, fields
 * - GET  /api/ipam/ip-addresses/               id, device_id, fields
 * - GET, POST /api/extras/journal-entries/     assigned_object_type, assigned_object_id, created_by_id, q (substring of comments)
 * - DELETE /api/extras/journal-entries/{id}/
 * - GET  /api/users/owners/, /api/users/users/, /api/tenancy/{contacts,contact-assignments}/   by id, name, group, assigned object
 * - GET, POST /api/extras/notifications/, DELETE one   no filters at all; one per user and object (400 __all__); an object that is
 *   gone is taken, a user that is gone is 400 {"user"}
 * By provisioning: GET by name, POST, PATCH of /api/extras/{custom-field-choice-sets,custom-fields,webhooks,event-rules}/.
 * By the suite itself, to make its world: POST, PATCH, DELETE (of one object) of /api/dcim/{sites,manufacturers,device-types,
 * device-roles,platforms,devices,interfaces,virtual-chassis}/, /api/ipam/{vlans,vrfs,ip-addresses}/, /api/extras/{config-templates,
 * config-contexts}/, and one bulk PATCH (a list with ids) of /api/dcim/interfaces/. Every answer has `X-Request-ID`.
 *
 * Quirks the suite pins down: unknown filters are ignored; filters by a related object that does not exist (device_id of
 * interfaces, role_id, platform_id, config_template_id, virtual_chassis_id, created_by_id) are 400 {"<filter>":[…]};
 * `id=` and `device_id=` of addresses that match nothing give an empty list; `name=` compares without case and an empty
 * `name=` is ignored; a save without difference sends a webhook but leaves no changelog row; a select custom field is
 * written as text and read as {value,label}; a redirect to the trailing slash is 301; `changelog_message` in a body
 * becomes the changelog's `message`; deleting a device deletes its addresses, interfaces and journal entries.
 */
export interface NetBoxBench {
  /** Without trailing slash. */
  readonly url: string;
  /** May do everything; and the user name that stands in the changelog then. */
  readonly adminToken: string;
  readonly adminName: string;
  /** The narrow account Plumbline runs under, and its user name. */
  readonly workerToken: string;
  readonly workerName: string;
  /** Somebody else: may view devices, and view and add journal entries. */
  readonly person: { readonly token: string; readonly username: string; readonly groups: readonly string[] };
}

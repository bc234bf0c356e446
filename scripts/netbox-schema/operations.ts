/** The query parameters every list we page through needs. */
const PAGED = ['limit', 'offset', 'ordering', 'fields'] as const;

/** What one NetBox path is used for: the methods, and for `get` the query parameters we send. */
export interface UsedPath {
  readonly get?: readonly string[];
  readonly post?: true;
  readonly patch?: true;
  readonly delete?: true;
}

/**
 * Every NetBox call Plumbline makes, and nothing else: the generated client knows only these.
 * A call that is missing here does not compile; a filter that is missing here cannot be sent by mistake
 * (NetBox ignores unknown filters silently and then returns everything).
 */
export const USED_PATHS: Readonly<Record<string, UsedPath>> = {
  '/api/status/': { get: [] },
  '/api/authentication-check/': { get: [] },
  '/api/core/object-changes/': { get: [...PAGED, 'request_id', 'id', 'id__gt', 'time_after'] },
  '/api/core/object-types/': { get: [...PAGED, 'app_label', 'model'] },

  '/api/dcim/devices/': {
    get: [
      ...PAGED,
      'id',
      'name',
      'role_id',
      'platform_id',
      'config_template_id',
      'virtual_chassis_id',
      'device_type_id',
      'manufacturer_id',
      'region_id',
      'site_group_id',
      'site_id',
      'location_id',
      'rack_id',
      'cluster_id',
      'tenant_id',
      'tenant_group_id',
      'tag_id',
    ],
  },
  '/api/dcim/devices/{id}/': { get: ['fields'], patch: true },
  '/api/dcim/devices/{id}/render-config/': { post: true },
  '/api/dcim/interfaces/': {
    get: [...PAGED, 'id', 'device_id', 'vlan_id', 'vrf_id', 'vlan_translation_policy_id', 'tag_id'],
  },
  '/api/dcim/mac-addresses/': { get: [...PAGED, 'id'] },
  '/api/dcim/cables/': { get: [...PAGED, 'id'] },
  '/api/dcim/cable-terminations/': { get: [...PAGED, 'id'] },
  '/api/dcim/device-roles/': { get: [...PAGED, 'config_template_id'] },
  '/api/dcim/platforms/': { get: [...PAGED, 'config_template_id'] },
  '/api/dcim/sites/': { get: [...PAGED, 'asn_id'] },
  '/api/ipam/ip-addresses/': { get: [...PAGED, 'id', 'device_id', 'vrf_id'] },
  '/api/ipam/prefixes/': { get: [...PAGED, 'id'] },
  '/api/ipam/vlans/': { get: [...PAGED, 'group_id'] },
  '/api/ipam/vlan-translation-rules/': { get: [...PAGED, 'id'] },
  '/api/ipam/vrfs/': { get: [...PAGED, 'import_target_id', 'export_target_id'] },
  '/api/ipam/fhrp-group-assignments/': { get: [...PAGED, 'id', 'group_id'] },
  '/api/ipam/services/': { get: [...PAGED, 'id'] },
  '/api/vpn/l2vpn-terminations/': { get: [...PAGED, 'id', 'l2vpn_id'] },
  '/api/vpn/tunnel-terminations/': { get: [...PAGED, 'id', 'tunnel_id'] },
  '/api/circuits/circuit-terminations/': { get: [...PAGED, 'id', 'circuit_id'] },
  '/api/virtualization/clusters/': { get: [...PAGED, 'group_id', 'type_id'] },
  '/api/tenancy/contact-assignments/': {
    get: [...PAGED, 'id', 'contact_id', 'object_type', 'object_id'],
  },
  '/api/tenancy/contacts/': { get: [...PAGED, 'id'] },

  '/api/extras/journal-entries/': {
    get: [...PAGED, 'assigned_object_type', 'assigned_object_id', 'created_by_id', 'q'],
    post: true,
  },
  '/api/extras/journal-entries/{id}/': { delete: true },

  '/api/extras/custom-field-choice-sets/': { get: [...PAGED, 'name'], post: true },
  '/api/extras/custom-field-choice-sets/{id}/': { patch: true, delete: true },
  '/api/extras/custom-fields/': { get: [...PAGED, 'name'], post: true },
  '/api/extras/custom-fields/{id}/': { patch: true, delete: true },
  '/api/extras/webhooks/': { get: [...PAGED, 'name'], post: true },
  '/api/extras/webhooks/{id}/': { patch: true, delete: true },
  '/api/extras/notification-groups/': { get: PAGED, post: true },
  '/api/extras/notification-groups/{id}/': { patch: true, delete: true },
  // NetBox has no filters at all here.
  '/api/extras/notifications/': { get: PAGED, post: true },
  '/api/extras/notifications/{id}/': { delete: true },
  '/api/extras/event-rules/': { get: [...PAGED, 'name'], post: true },
  '/api/extras/event-rules/{id}/': { patch: true, delete: true },
  '/api/extras/custom-links/': { get: [...PAGED, 'name'], post: true },
  '/api/extras/custom-links/{id}/': { patch: true, delete: true },
  '/api/extras/export-templates/': { get: [...PAGED, 'name'], post: true },
  '/api/extras/export-templates/{id}/': { patch: true, delete: true },
  '/api/extras/saved-filters/': { get: [...PAGED, 'slug'], post: true },
  '/api/extras/saved-filters/{id}/': { patch: true, delete: true },
  '/api/extras/table-configs/': { get: [...PAGED, 'name'], post: true },
  '/api/extras/table-configs/{id}/': { patch: true, delete: true },
  '/api/extras/tags/': { get: [...PAGED, 'slug'], post: true },
  '/api/extras/tags/{id}/': { patch: true, delete: true },
  '/api/users/owners/': { get: [...PAGED, 'id'] },
  '/api/users/users/': { get: [...PAGED, 'id', 'username', 'group', 'group_id'], post: true },
  '/api/users/users/{id}/': { patch: true, delete: true },
  '/api/users/permissions/': { get: [...PAGED, 'name'], post: true },
  '/api/users/permissions/{id}/': { patch: true, delete: true },
  '/api/users/tokens/': { get: [...PAGED, 'user_id', 'key'], post: true },
  '/api/users/tokens/{id}/': { patch: true, delete: true },
};

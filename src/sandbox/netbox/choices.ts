/** Values and labels of NetBox's choice fields, in the order NetBox lists them. */
export type Choices = Readonly<Record<string, string>>;

export const SITE_STATUSES: Choices = {
  planned: 'Planned',
  staging: 'Staging',
  active: 'Active',
  decommissioning: 'Decommissioning',
  retired: 'Retired',
};

export const DEVICE_STATUSES: Choices = {
  offline: 'Offline',
  active: 'Active',
  planned: 'Planned',
  staged: 'Staged',
  failed: 'Failed',
  inventory: 'Inventory',
  decommissioning: 'Decommissioning',
};

export const INTERFACE_MODES: Choices = {
  access: 'Access',
  tagged: 'Tagged',
  'tagged-all': 'Tagged (All)',
  'q-in-q': 'Q-in-Q (802.1ad)',
};

/** The types one meets; NetBox has 231. */
export const INTERFACE_TYPES: Choices = {
  virtual: 'Virtual',
  bridge: 'Bridge',
  lag: 'Link Aggregation Group (LAG)',
  channel: 'Channel',
  '100base-tx': '100BASE-TX (10/100ME)',
  '1000base-t': '1000BASE-T (1GE)',
  '1000base-x-sfp': 'SFP (1GE)',
  '2.5gbase-t': '2.5GBASE-T (2.5GE)',
  '5gbase-t': '5GBASE-T (5GE)',
  '10gbase-t': '10GBASE-T (10GE)',
  '10gbase-x-sfpp': 'SFP+ (10GE)',
  '25gbase-x-sfp28': 'SFP28 (25GE)',
  '40gbase-x-qsfpp': 'QSFP+ (40GE)',
  '50gbase-x-sfp56': 'SFP56 (50GE)',
  '100gbase-x-qsfp28': 'QSFP28 (100GE)',
  '200gbase-x-qsfp56': 'QSFP56 (200GE)',
  '400gbase-x-qsfpdd': 'QSFP-DD (400GE)',
  '400gbase-x-osfp': 'OSFP (400GE)',
  '800gbase-x-osfp': 'OSFP (800GE)',
  other: 'Other',
};

export const DUPLEXES: Choices = { half: 'Half', full: 'Full', auto: 'Auto' };

export const ADDRESS_STATUSES: Choices = {
  active: 'Active',
  reserved: 'Reserved',
  deprecated: 'Deprecated',
  dhcp: 'DHCP',
  slaac: 'SLAAC',
};

export const ADDRESS_ROLES: Choices = {
  loopback: 'Loopback',
  secondary: 'Secondary',
  anycast: 'Anycast',
  vip: 'VIP',
  vrrp: 'VRRP',
  hsrp: 'HSRP',
  glbp: 'GLBP',
  carp: 'CARP',
};

export const VLAN_STATUSES: Choices = { active: 'Active', reserved: 'Reserved', deprecated: 'Deprecated' };

export const JOURNAL_KINDS: Choices = {
  info: 'Info',
  success: 'Success',
  warning: 'Warning',
  danger: 'Danger',
};

export const CONTACT_PRIORITIES: Choices = {
  primary: 'Primary',
  secondary: 'Secondary',
  tertiary: 'Tertiary',
  inactive: 'Inactive',
};

export const CHANGE_ACTIONS: Choices = { create: 'Created', update: 'Updated', delete: 'Deleted' };

export const RULE_ACTIONS: Choices = { webhook: 'Webhook', script: 'Script', notification: 'Notification' };

export const EVENT_TYPES = [
  'object_created',
  'object_updated',
  'object_deleted',
  'job_started',
  'job_completed',
  'job_failed',
  'job_errored',
] as const;

export const HTTP_METHODS: Choices = {
  GET: 'GET',
  POST: 'POST',
  PUT: 'PUT',
  PATCH: 'PATCH',
  DELETE: 'DELETE',
};

export const CUSTOM_FIELD_TYPES: Choices = {
  text: 'Text',
  longtext: 'Text (long)',
  integer: 'Integer',
  decimal: 'Decimal',
  boolean: 'Boolean (true/false)',
  date: 'Date',
  datetime: 'Date & time',
  url: 'URL',
  json: 'JSON',
  select: 'Selection',
  multiselect: 'Multiple selection',
  object: 'Object',
  multiobject: 'Multiple objects',
};

export const FILTER_LOGICS: Choices = { disabled: 'Disabled', loose: 'Loose', exact: 'Exact' };
export const UI_VISIBLES: Choices = { always: 'Always', 'if-set': 'If set', hidden: 'Hidden' };
export const UI_EDITABLES: Choices = { yes: 'Yes', no: 'No', hidden: 'Hidden' };

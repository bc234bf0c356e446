import type { Catalog, Resource } from './resource.ts';
import { choiceSet } from './resources/choice-set.ts';
import { configContext } from './resources/config-context.ts';
import { configTemplate } from './resources/config-template.ts';
import { contactAssignment } from './resources/contact-assignment.ts';
import { contactRole } from './resources/contact-role.ts';
import { contact } from './resources/contact.ts';
import { customField } from './resources/custom-field.ts';
import { customLink } from './resources/custom-link.ts';
import { deviceRole } from './resources/device-role.ts';
import { deviceType } from './resources/device-type.ts';
import { device } from './resources/device.ts';
import { eventRule } from './resources/event-rule.ts';
import { exportTemplate } from './resources/export-template.ts';
import { group } from './resources/group.ts';
import { networkInterface } from './resources/interface.ts';
import { ipAddress } from './resources/ip-address.ts';
import { journalEntry } from './resources/journal-entry.ts';
import { manufacturer } from './resources/manufacturer.ts';
import { notificationGroup } from './resources/notification-group.ts';
import { notification } from './resources/notification.ts';
import { objectChange } from './resources/object-change.ts';
import { owner } from './resources/owner.ts';
import { permission } from './resources/permission.ts';
import { platform } from './resources/platform.ts';
import { savedFilter } from './resources/saved-filter.ts';
import { site } from './resources/site.ts';
import { tableConfig } from './resources/table-config.ts';
import { tag } from './resources/tag.ts';
import { tenant } from './resources/tenant.ts';
import { token } from './resources/token.ts';
import { user } from './resources/user.ts';
import { virtualChassis } from './resources/virtual-chassis.ts';
import { vlan } from './resources/vlan.ts';
import { vrf } from './resources/vrf.ts';
import { webhook } from './resources/webhook.ts';

const RESOURCES: readonly Resource[] = [
  ...[site, manufacturer, deviceType, deviceRole, platform, virtualChassis, device, networkInterface],
  ...[vrf, ipAddress, vlan],
  ...[configTemplate, configContext, journalEntry, tag],
  ...[webhook, eventRule, choiceSet, customField, customLink, savedFilter, tableConfig],
  ...[exportTemplate, notificationGroup, notification],
  ...[tenant, contactRole, contact, contactAssignment],
  ...[user, group, owner, permission, token],
  objectChange,
];

const BY_TYPE = new Map(RESOURCES.map((resource) => [resource.type, resource]));
const BY_PATH = new Map(RESOURCES.map((resource) => [resource.path, resource]));

/** Every resource of the subset. */
export const CATALOG: Catalog = {
  resources: RESOURCES,
  byType: (type) => BY_TYPE.get(type) ?? null,
  byPath: (path) => BY_PATH.get(path) ?? null,
};

/** Lines of the first router's BGP neighbor, and of the whole section where they differ. */
export interface TemplateChoices {
  readonly neighborDescription: string;
  /** More lines about the neighbor, such as `shutdown`. */
  readonly more?: readonly string[];
}

/**
 * The config template of the first router: its interfaces as NetBox has them, and its BGP section, which NetBox has no
 * objects for. The management port is left out, because Linux sets its address and FRR does not show it.
 */
export function routerTemplate({ neighborDescription, more = [] }: TemplateChoices): string {
  return [
    '{%- for interface in device.interfaces.all() if not interface.mgmt_only %}',
    'interface {{ interface.name }}',
    '{%- if interface.description %}',
    ' description {{ interface.description }}',
    '{%- endif %}',
    '{%- for ip in interface.ip_addresses.all() %}',
    ' ip address {{ ip.address }}',
    '{%- endfor %}',
    '{%- if not interface.enabled %}',
    ' shutdown',
    '{%- endif %}',
    'exit',
    '!',
    '{%- endfor %}',
    'router bgp 65001',
    ' bgp router-id 192.0.2.101',
    ' no bgp ebgp-requires-policy',
    ' neighbor 10.0.12.2 remote-as 65002',
    ` neighbor 10.0.12.2 description ${neighborDescription}`,
    ' neighbor 10.0.12.2 timers 3 9',
    ' neighbor 10.0.12.2 timers connect 5',
    ...more.map((line) => ` neighbor 10.0.12.2 ${line}`),
    ' !',
    ' address-family ipv4 unicast',
    '  network 192.0.2.101/32',
    ' exit-address-family',
    'exit',
    '',
  ].join('\n');
}

/** A router of about 300 lines, as an IOS device shows it, with BGP and its management port at `address`. */
export function sweepConfiguration(hostname: string, address: string): string {
  return [
    'version 17.9',
    '!',
    `hostname ${hostname}`,
    '!',
    'lldp run',
    '!',
    ...interfaces(address),
    'router bgp 65001',
    ' bgp router-id 192.0.2.101',
    ' neighbor 10.0.12.2 remote-as 65002',
    ' !',
    ' address-family ipv4',
    '  neighbor 10.0.12.2 activate',
    ' exit-address-family',
    '!',
    ...Array.from({ length: 12 }, (_, index) => `ntp server 192.0.2.${index + 1}`),
    '!',
    'line vty 0 4',
    ' login local',
    '!',
    'end',
    '',
  ].join('\n');
}

/** What NetBox would intend: the same, with every tenth description written differently. */
export function sweepIntended(hostname: string, address: string): string {
  return sweepConfiguration(hostname, address).replaceAll(
    /description port (\d*)0 /g,
    'description desk $10 ',
  );
}

function interfaces(address: string): readonly string[] {
  const ports = Array.from({ length: 52 }, (_, index) => [
    `interface GigabitEthernet${index + 3}`,
    ` description port ${index + 3} of this router`,
    ` ip address 10.20.${index}.1 255.255.255.0`,
    ' ip mtu 1400',
    '!',
  ]);
  return [
    'interface GigabitEthernet1',
    ' description management',
    ` ip address ${address} 255.255.255.0`,
    '!',
    'interface GigabitEthernet2',
    ' description to r2',
    ' ip address 10.0.12.1 255.255.255.252',
    '!',
    ...ports.flat(),
  ];
}

import type { SimulatedPlatform } from '../../src/sandbox/devices/simulated-device-options.ts';
import type { Visit } from './visit-device.ts';

type User = Pick<Visit, 'username' | 'password' | 'secret'> & {
  readonly level?: number;
  readonly shell?: 'vtysh';
};

/** How one library visits a platform: by the name it has for it, and with commands a person would type there. */
export interface Peer extends Pick<Visit, 'library' | 'definition' | 'configure' | 'commit' | 'mode'> {
  readonly show: readonly { readonly command: string; readonly answers: RegExp }[];
  /** The prompt a session ends with. */
  readonly prompt: string;
  /** Users that log in; one with a secret has to raise its privilege first. */
  readonly users: readonly User[];
}

/** A platform's device, and who visits it. What they configure is the description `by-a-peer` of a spare port, by two lines or one. */
export interface PeerPlatform {
  readonly configuration: string;
  readonly ports?: readonly string[];
  /** Lines the device writes to its log for it. */
  readonly logged: readonly string[];
  readonly peers: readonly Peer[];
}

const OPERATOR = { username: 'operator', password: 'sandbox-pass', secret: null };

const BEGINNER = { username: 'beginner', password: 'other-pass', secret: 'enable-pass', level: 1 };

const FRR_LINES = ['interface eth9', 'description by-a-peer'];

/** Both libraries by the same commands. */
function both(
  definitions: { readonly netmiko: string; readonly scrapli: string },
  how: Omit<Peer, 'library' | 'definition'>,
) {
  return (['netmiko', 'scrapli'] as const).map((library) => ({
    library,
    definition: definitions[library],
    ...how,
  }));
}

export const PEER_PLATFORMS: Readonly<Record<SimulatedPlatform, PeerPlatform>> = {
  cisco_ios: {
    configuration: `version 17.9
hostname edge1
archive
 path flash:before
interface GigabitEthernet1
 ip address 10.0.12.1 255.255.255.252
interface GigabitEthernet2
 no ip address
router bgp 65001
 neighbor 10.0.12.2 remote-as 65002
banner motd ^C
#### a banner of
several lines ####
^C
`,
    logged: ['interface GigabitEthernet2', 'description by-a-peer'],
    peers: both(
      { netmiko: 'cisco_ios', scrapli: 'cisco_iosxe' },
      {
        show: [
          { command: 'show version', answers: /Version 17\.9\.4a[\s\S]*Processor board ID SIM/ },
          { command: 'show running-config', answers: /hostname edge1[\s\S]*router bgp 65001[\s\S]*\nend/ },
          { command: 'show ip interface brief', answers: /GigabitEthernet1 +10\.0\.12\.1 +YES/ },
          { command: 'show interfaces', answers: /GigabitEthernet2 is up, line protocol is up/ },
          { command: 'show ip bgp summary', answers: /10\.0\.12\.2 +4 +65002/ },
          { command: 'show archive', answers: /The next archive file will be named flash:before-1/ },
        ],
        configure: ['interface GigabitEthernet2', 'description by-a-peer'],
        commit: false,
        mode: 'privileged_exec',
        prompt: 'edge1#',
        users: [OPERATOR, BEGINNER],
      },
    ),
  },
  arista_eos: {
    configuration: `hostname edge1
!
interface Ethernet1
   no switchport
   ip address 10.0.12.1/30
!
interface Ethernet2
   no switchport
!
ip routing
!
router bgp 65001
   neighbor 10.0.12.2 remote-as 65002
   !
   address-family ipv4
      neighbor 10.0.12.2 activate
!
end
`,
    logged: ['interface Ethernet2', 'description by-a-peer'],
    peers: both(
      { netmiko: 'arista_eos', scrapli: 'arista_eos' },
      {
        show: [
          { command: 'show version', answers: /Arista[\s\S]*Software image version: 4\./ },
          { command: 'show running-config', answers: /hostname edge1[\s\S]*router bgp 65001[\s\S]*\nend/ },
          { command: 'show interfaces | json', answers: /"Ethernet1"/ },
          { command: 'show ip bgp summary vrf all | json', answers: /"10\.0\.12\.2"/ },
        ],
        configure: ['interface Ethernet2', 'description by-a-peer'],
        commit: false,
        mode: 'privileged_exec',
        prompt: 'edge1#',
        users: [OPERATOR, BEGINNER],
      },
    ),
  },
  juniper_junos: {
    configuration: `system {
    host-name edge1;
    root-authentication {
        encrypted-password "$6$lab$nothing"; ## SECRET-DATA
    }
    login {
        user operator {
            class super-user;
        }
    }
}
interfaces {
    ge-0/0/0 {
        unit 0 {
            family inet {
                address 10.0.12.1/30;
            }
        }
    }
    ge-0/0/1 {
        mtu 9000;
    }
}
`,
    logged: ['set interfaces ge-0/0/1 description by-a-peer', 'commit'],
    peers: both(
      { netmiko: 'juniper_junos', scrapli: 'juniper_junos' },
      {
        show: [
          { command: 'show version', answers: /Hostname: edge1[\s\S]*Junos: / },
          { command: 'show configuration', answers: /host-name edge1;[\s\S]*ge-0\/0\/0 \{/ },
          { command: 'show configuration | display set', answers: /set system host-name edge1/ },
          { command: 'show interfaces terse', answers: /ge-0\/0\/0\.0 +up +up +inet +10\.0\.12\.1\/30/ },
        ],
        configure: ['set interfaces ge-0/0/1 description by-a-peer'],
        commit: true,
        mode: 'exec',
        prompt: 'operator@edge1>',
        users: [OPERATOR],
      },
    ),
  },
  // Neither library knows FRR: netmiko comes to the host's shell, scrapli by the vtysh of another vendor's Linux.
  frr: {
    configuration: `frr defaults traditional
hostname edge1
service integrated-vtysh-config
!
interface eth1
 ip address 10.0.12.1/30
exit
!
router bgp 65001
 neighbor 10.0.12.2 remote-as 65002
exit
!
end
`,
    ports: ['eth9'],
    logged: FRR_LINES,
    peers: [
      {
        library: 'netmiko',
        definition: 'linux',
        show: [
          { command: 'vtysh -c "show version"', answers: /FRRouting 8\.4/ },
          {
            command: 'vtysh -c "show running-config"',
            answers: /hostname edge1[\s\S]*router bgp 65001[\s\S]*\nend/,
          },
          { command: 'vtysh -c "show interface json"', answers: /"eth1":/ },
          {
            command: `vtysh ${['configure terminal', ...FRR_LINES].map((line) => `-c "${line}"`).join(' ')}`,
            answers: /^$/,
          },
        ],
        configure: [],
        commit: false,
        mode: '',
        prompt: 'operator@edge1:~$',
        users: [OPERATOR],
      },
      {
        library: 'scrapli',
        definition: 'cumulus_vtysh',
        show: [
          { command: 'show version', answers: /FRRouting 8\.4/ },
          { command: 'show running-config', answers: /hostname edge1[\s\S]*router bgp 65001[\s\S]*\nend/ },
          // Its mode `configuration` misspells the word.
          ...['configure terminal', ...FRR_LINES, 'end'].map((command) => ({ command, answers: /^$/ })),
        ],
        configure: [],
        commit: false,
        mode: 'exec',
        prompt: 'edge1#',
        users: [{ ...OPERATOR, shell: 'vtysh' }],
      },
    ],
  },
};

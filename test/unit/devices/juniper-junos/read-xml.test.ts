import { describe, expect, it } from 'vitest';
import { parseFacts } from '../../../../src/devices/juniper-junos/facts.ts';
import {
  interfaceWith,
  parseBgp,
  parseInterfaces,
  parseLldp,
  parseOspf,
} from '../../../../src/devices/juniper-junos/state.ts';
import { parseUsers, withEditors } from '../../../../src/devices/juniper-junos/users.ts';
import { allOf, parseReply, textIn } from '../../../../src/devices/juniper-junos/xml.ts';

const reply = (inside: string) =>
  parseReply(`<rpc-reply xmlns:junos="x">${inside}</rpc-reply>`, 'show x', 'mx1');

describe('an XML answer', () => {
  it('is read without attributes, prefixes, comments and the blanks around texts', () => {
    const answer = `noise before\n<rpc-reply xmlns:junos='u'><!-- <b> --><a junos:style="brief"><junos:b>
 one &amp; &lt;two&gt; &#65;&#x42;
</junos:b><c/></a><cli><banner></banner></cli></rpc-reply>\nnoise behind`;
    const [a] = allOf(parseReply(answer, 'show x', 'mx1'), 'a');
    expect(a?.children.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(a === undefined ? null : textIn(a, 'b')).toBe('one & <two> AB');
    expect(a === undefined ? null : textIn(a, 'c')).toBeNull();
  });

  it.each([
    ['is cut', '<rpc-reply><a><b>1</b>'],
    ['is cut in a tag', '<rpc-reply><a><b'],
    ['closes what it did not open', '<rpc-reply><a></b></a></rpc-reply>'],
    ['holds a tag that is none', '<rpc-reply><a>1 < 2</a></rpc-reply>'],
  ])('that %s is incomplete', (_what, answer) => {
    expect(() => parseReply(answer, 'show x', 'mx1')).toThrow(/did not answer "show x" completely/);
  });

  it('is not taken for one when it is a text', () => {
    expect(() => parseReply('error: no such thing', 'show x', 'mx1')).toThrow(/something other than XML/);
  });
});

describe('the facts of a Junos device', () => {
  it('are found in the answer of a chassis with several routing engines', () => {
    const version = reply(
      '<multi-routing-engine-results><multi-routing-engine-item><re-name>re0</re-name><software-information><host-name>mx1</host-name><junos-version>22.4R3.25</junos-version></software-information></multi-routing-engine-item></multi-routing-engine-results>',
    );
    const inventory = reply(
      '<chassis-inventory><chassis><name>Chassis</name><serial-number>JN1</serial-number><chassis-module><serial-number>M2</serial-number></chassis-module></chassis></chassis-inventory>',
    );
    expect(parseFacts(version, inventory, 'mx1')).toEqual({
      hostname: 'mx1',
      version: '22.4R3.25',
      serial: 'JN1',
    });
  });

  it('are found among the packages of an old release, and a serial number is not made up', () => {
    const version = reply(
      '<software-information><host-name>ex1</host-name><package-information><name>junos</name><comment>JUNOS Base OS boot [12.3R12.4]</comment></package-information></software-information>',
    );
    expect(parseFacts(version, null, 'ex1')).toEqual({ hostname: 'ex1', version: '12.3R12.4', serial: null });
  });

  it('are missed loudly', () => {
    expect(() => parseFacts(reply('<output>?</output>'), null, 'mx1')).toThrow(/does not tell its host name/);
  });
});

describe('the state of a Junos device', () => {
  const terse = reply(`<interface-information>
<physical-interface><name>
ge-0/0/0
</name><admin-status>
up
</admin-status><oper-status>down</oper-status>
<logical-interface><name>ge-0/0/0.10</name><admin-status>up</admin-status><oper-status>down</oper-status>
<address-family><address-family-name>inet</address-family-name><interface-address><ifa-local>192.0.2.1/31</ifa-local></interface-address></address-family>
</logical-interface></physical-interface>
<physical-interface><name>ge-0/0/1</name><admin-status>down</admin-status><oper-status>down</oper-status></physical-interface>
</interface-information>`);

  it('names ports and units as the device does', () => {
    expect(parseInterfaces(terse)).toEqual({
      'ge-0/0/0': { admin: 'up', oper: 'down' },
      'ge-0/0/1': { admin: 'down', oper: 'down' },
      'ge-0/0/0.10': { admin: 'up', oper: 'down' },
    });
    expect(interfaceWith(terse, '192.0.2.1')).toBe('ge-0/0/0.10');
    expect(interfaceWith(terse, '192.0.2.10')).toBeNull();
  });

  it('names BGP peers without the port of their connection, and by instance outside the main one', () => {
    const peers = reply(`<bgp-information>
<bgp-peer><peer-address>192.0.2.0+179</peer-address><peer-state>Established</peer-state><peer-cfg-rti>master</peer-cfg-rti><bgp-option-information><holdtime>90</holdtime></bgp-option-information><active-holdtime>9</active-holdtime></bgp-peer>
<bgp-peer><peer-address>2001:db8::1</peer-address><peer-state>Active</peer-state><peer-cfg-rti>CUST</peer-cfg-rti><bgp-option-information><holdtime>30</holdtime></bgp-option-information></bgp-peer>
<bgp-peer><peer-address>192.0.2.9</peer-address><peer-state>Idle</peer-state></bgp-peer>
</bgp-information>`);
    expect(parseBgp(peers)).toEqual({
      '192.0.2.0': { established: true, state: 'Established', holdTimeSeconds: 9 },
      'CUST 2001:db8::1': { established: false, state: 'Active', holdTimeSeconds: 30 },
      '192.0.2.9': { established: false, state: 'Idle', holdTimeSeconds: null },
    });
    expect(parseBgp(reply('<output>BGP is not running</output>'))).toEqual({});
  });

  it('reads LLDP under the names of old and new releases', () => {
    const neighbors = reply(`<lldp-neighbors-information>
<lldp-neighbor-information><lldp-local-port-id>ge-0/0/0</lldp-local-port-id><lldp-remote-port-id>Ethernet1</lldp-remote-port-id><lldp-remote-system-name>core</lldp-remote-system-name></lldp-neighbor-information>
<lldp-neighbor-information><lldp-local-interface>ge-0/0/1</lldp-local-interface><lldp-remote-port-description>uplink</lldp-remote-port-description><lldp-remote-system-name>sw2</lldp-remote-system-name></lldp-neighbor-information>
<lldp-neighbor-information><lldp-local-port-id>ge-0/0/2</lldp-local-port-id><lldp-remote-port-id>aa:bb</lldp-remote-port-id></lldp-neighbor-information>
</lldp-neighbors-information>`);
    expect(parseLldp(neighbors)).toEqual({
      'ge-0/0/0': { system: 'core', port: 'Ethernet1' },
      'ge-0/0/1': { system: 'sw2', port: 'uplink' },
    });
  });

  it('knows which OSPF neighbors are adjacent', () => {
    const neighbors = reply(`<ospf-neighbor-information>
<ospf-neighbor><neighbor-address>10.0.0.2</neighbor-address><interface-name>ge-0/0/0.0</interface-name><ospf-neighbor-state>Full</ospf-neighbor-state></ospf-neighbor>
<ospf-neighbor><neighbor-address>10.0.0.3</neighbor-address><interface-name>ge-0/0/0.0</interface-name><ospf-neighbor-state>2Way</ospf-neighbor-state></ospf-neighbor>
<ospf-neighbor><neighbor-address>10.0.0.4</neighbor-address><ospf-neighbor-state>Init</ospf-neighbor-state></ospf-neighbor>
</ospf-neighbor-information>`);
    expect(parseOspf(neighbors)).toEqual({
      '10.0.0.2': { adjacent: true, state: 'Full', interface: 'ge-0/0/0.0' },
      '10.0.0.3': { adjacent: true, state: '2Way', interface: 'ge-0/0/0.0' },
      '10.0.0.4': { adjacent: false, state: 'Init', interface: null },
    });
  });
});

describe('the people on a Junos device', () => {
  const logins = reply(`<system-users-information><uptime-information><user-table>
<user-entry><user>anna</user><tty>p0</tty><from>192.0.2.7</from></user-entry>
<user-entry><user>plumbline</user><tty>p1</tty><from>192.0.2.8</from></user-entry>
<user-entry><user>root</user><tty>d0</tty><from>-</from></user-entry>
</user-table></uptime-information></system-users-information>`);

  it('are those beside our own accounts', () => {
    expect(parseUsers(logins, ['plumbline'])).toEqual([
      { name: 'anna', line: 'p0', from: '192.0.2.7', isConfiguring: false },
      { name: 'root', line: 'd0', from: null, isConfiguring: false },
    ]);
  });

  it('are told as configuring by terminal, and clients without a login, too', () => {
    const editor = (user: string, terminal: string) => ({ user, terminal, isExclusive: false, words: '' });
    const look = { editors: [editor('anna', 'p0'), editor('bob', 'netconf')], hasLeftovers: false };
    const users = withEditors(parseUsers(logins, ['plumbline']), look);
    expect(users.map(({ name, isConfiguring }) => [name, isConfiguring])).toEqual([
      ['anna', true],
      ['root', false],
      ['bob', true],
    ]);
  });
});

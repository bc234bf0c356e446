/** How a platform with indented lines writes what the generator needs. */
export interface LineDialect {
  readonly indent: string;
  readonly port: (index: number) => string;
  /** An address line with /30 for the routed port `index`, inside a private range. */
  readonly address: (first: number, index: number) => string;
  readonly accessList: (name: string) => string;
  readonly accessListEntry: (sequence: number, host: string, port: number) => string;
}

const PORTS_PER_SLOT = 48;

function octets(first: number, index: number): string {
  const host = index * 4 + 1;
  return `${first}.${(host >> 16) & 255}.${(host >> 8) & 255}.${host & 255}`;
}

export const IOS_DIALECT: LineDialect = {
  indent: ' ',
  port: (index) =>
    `GigabitEthernet${Math.floor(index / PORTS_PER_SLOT) + 1}/0/${(index % PORTS_PER_SLOT) + 1}`,
  address: (first, index) => `ip address ${octets(first, index)} 255.255.255.252`,
  accessList: (name) => `ip access-list extended ${name}`,
  accessListEntry: (sequence, host, port) => `${sequence} permit tcp any host ${host} eq ${port}`,
};

export const EOS_DIALECT: LineDialect = {
  indent: '   ',
  port: (index) => `Ethernet${Math.floor(index / PORTS_PER_SLOT) + 1}/${(index % PORTS_PER_SLOT) + 1}`,
  address: (first, index) => `ip address ${octets(first, index)}/30`,
  accessList: (name) => `ip access-list ${name}`,
  accessListEntry: (sequence, host, port) => `${sequence} permit tcp any host ${host} eq ${port}`,
};

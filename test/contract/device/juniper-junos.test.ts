import { deviceContract } from './device-contract.ts';
import { makeJunosBench } from './junos-bench.ts';
import { transactionContract } from './transaction-contract.ts';

deviceContract('the simulated juniper_junos device', makeJunosBench);
transactionContract('the simulated juniper_junos device', makeJunosBench);

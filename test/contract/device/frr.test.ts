import { deviceContract } from './device-contract.ts';
import { OPERATOR } from './simulated-bench.ts';
import { makeSimulatedFrrBench, VTYSH_USER } from './simulated-frr-bench.ts';
import { transactionContract } from './transaction-contract.ts';

deviceContract('the simulated frr device, login shell vtysh', () =>
  makeSimulatedFrrBench(VTYSH_USER, '127.77.0.31'),
);
deviceContract('the simulated frr device, login shell bash', () =>
  makeSimulatedFrrBench(OPERATOR, '127.77.0.32'),
);
transactionContract('the simulated frr device, with a dead-man job', () =>
  makeSimulatedFrrBench(OPERATOR, '127.77.0.33'),
);

import { deviceContract } from './device-contract.ts';
import { makeSimulatedBench } from './simulated-bench.ts';
import { transactionContract } from './transaction-contract.ts';

deviceContract('the simulated cisco_ios device', makeSimulatedBench);
transactionContract('the simulated cisco_ios device', makeSimulatedBench);

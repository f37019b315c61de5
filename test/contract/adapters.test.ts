import { adapters } from './adapters';
import { runContract } from './runContract';

adapters.forEach(runContract);

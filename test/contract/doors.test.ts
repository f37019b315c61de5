import { doors } from './doors';
import { runContract } from './runContract';

doors.forEach(runContract);

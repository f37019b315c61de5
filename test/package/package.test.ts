// One file for Jest: to build and pack the package takes longer than most of what is asked of it.
import './command';
import './noPacketOutOfThePackage';
import './packed';
import { packedOnce } from './packedPackage';
import './snapshots';

afterAll(() => packedOnce().dispose());

// One file for Jest: to build and pack the package takes longer than most of what is asked of it.
import { packedOnce } from './packedPackage';
import './noPacketOutOfThePackage';
import './packed';

afterAll(() => packedOnce().dispose());

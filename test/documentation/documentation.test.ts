// One file for Jest: both ask the compiler about the whole package, which takes longer than what they ask.
import './compiled';
import './generated';
import './optionTypes';

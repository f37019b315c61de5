// One file for Jest: all of these parse the whole project, which takes longer than what they look for.
import './claims';
import './files';
import './layers';
import './purity';

/** The interface over a real host: through the app's bridge where there is one, else over a WebSocket. */
import { connect } from './host/connect.ts';
import { show } from './show.tsx';

show({ connect, client: 'window' });

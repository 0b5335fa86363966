export const browser = (k) => ({ title: 'x', body: '' });
export const webScreen = () => ({ html: '', library: null });

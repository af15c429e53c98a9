const said = document.querySelector('#said');

// #region api
const { entraide } = document.querySelector('entraide-chat');

document.querySelector('#ask').addEventListener('click', () => {
  entraide.ask({ text: 'Do they run small?' });
});
// In a shop that changes pages without loading them:
entraide.setPage({ url: location.href, title: document.title });
// For the page's own numbers; none of it says what people wrote.
entraide.on('asked', ({ later }) => {
  said.textContent = later ? 'left for later' : 'asked';
});
// #endregion

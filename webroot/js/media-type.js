const NAMES = {
  'application/pdf': 'PDF',
  'application/msword': 'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'application/vnd.oasis.opendocument.presentation': 'ODP',
  'application/hwp+zip': 'HWPX',
  'application/x-hwp-v5': 'HWP',
  'application/epub+zip': 'EPUB',
  'application/rtf': 'RTF',
  'application/json': 'JSON',
  'application/jsonl': 'JSONL',
  'application/yaml': 'YAML',
  'application/xml': 'XML',
  'text/csv': 'CSV',
  'text/tab-separated-values': 'TSV',
  'text/html': 'HTML',
  'text/markdown': 'Markdown',
  'text/plain': 'Text',
};

/** A media type as people call it; one that nobody has a name for by its last part. */
export function mediaTypeName(mediaType) {
  const plain = mediaType.split(';')[0].trim().toLowerCase();
  return NAMES[plain] ?? plain.slice(plain.indexOf('/') + 1).replace(/^(x-|vnd\.)/, '');
}

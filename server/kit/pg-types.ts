import pg from 'pg'

// Dates stay 'YYYY-MM-DD' strings: a day must not travel through time zones. Counts fit into a double.
pg.types.setTypeParser(1082, (text) => text)
pg.types.setTypeParser(20, Number)

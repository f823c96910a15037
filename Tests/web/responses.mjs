// Answers to compare with: ordinary ones and all kinds that ask for a look.

export const item = 'BULB_C_VOLTAGE_EXPLAIN_WHY1';

export const responses = [
  { item, text: 'positive battery terminal is separated by a gap from terminal 1' },
  { item, text: 'terminal 1 is connected to the negative terminal' },
  { item: 'VOLTAGE_DEFINE_Q', text: 'the difference between two electrical states' },
  { item: 'VOLTAGE_DEFINE_Q', text: 'i do not know' },
  { item: 'SWITCH_OPEN_EXPLAIN_Q', text: 'The bulb is NOT in a closed path, so it goes out!' },
  { item: 'no such question', text: 'a complete circuit' },
  { item: undefined, text: 'a complete circuit' },
  { item, text: 'zyx wvut srqp onml' },
  { item, text: 'naïve “quotes” – 😀 the bulb, and İstanbul\'s battery' },
  { item, text: 'the bulb is '.repeat(80) },
  { item, text: '' },
  { item, text: '  ,.;  ' },
];

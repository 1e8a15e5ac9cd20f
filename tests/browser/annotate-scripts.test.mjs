// Words that are selected at random in many scripts become claims whose marks cover the same words.
import { after, test } from 'node:test';
import { checkSelections } from './annotate-drawn.mjs';
import { stopAll } from './annotate.mjs';

after(stopAll);
const kinds = {
  Arabic: 'قال المجلس إنّ *المنارة* بقيت مضاءة حتى الفجر، وإن الحارس لم يغادر غرفته.\n\n- وصلت سفينة واحدة\n- وغادرت 12 سفينة مع `ls -l` الصباح',
  Hebrew: 'המועצה הצביעה *ביום שני* לסגור את הגשר, אמר ראש העיר ב-12 במרץ.\n\n> איש לא ראה את הקרש מאז 2021.',
  Chinese: '市议会在星期一以**九比四**通过关闭人行桥的决议。市长说，自2021年以来没有检查员看过桥面。\n\n这座桥建于1931年。',
  Japanese: '灯台の*明かり*は夜明けまで消えなかった。番人は部屋を出なかったと、港の記録にある。',
  Hindi: 'परिषद ने सोमवार को *नौ के मुक़ाबले चार* मतों से पुल बंद करने का निर्णय लिया। क्षेत्र के मंत्री ने विरोध किया।',
  Thai: 'สภาลงมติเมื่อวันจันทร์ให้ปิดสะพานคนเดิน และ*นายกเทศมนตรี*ไม่เห็นด้วย',
  Korean: '의회는 월요일에 *다리를* 닫기로 결정했다. 시장은 반대했다고 말했다.',
  emoji: 'The vote 🗳️ was close 👩‍👩‍👧‍👦, the flag 🇨🇭 was up, and 👍🏽 from the crowd; naïve cafés, e\u0301lan.',
};

test('ten random selections in each script are saved and marked', { timeout: 240_000 }, () => checkSelections(kinds));

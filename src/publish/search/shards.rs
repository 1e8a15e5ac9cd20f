//! Splits the index into files of limited size.
//!
//! In go entries of the index in order; out come [`Shard`]s, each with its first entry, so that a
//! reader's script loads only those that it needs. A list of numbers is written as differences,
//! each with a variable number of digits, similar to source maps (base 64 VLQ, without a sign).

/// The size at which a file of terms is full, in bytes. No file may exceed 100 kB.
pub const TERMS: usize = 48_000;

/// The same for a file of lines. A reader loads a file for each result that is in another one.
pub const LINES: usize = 12_000;

/// A file of the index.
#[derive(Debug, PartialEq, Eq)]
pub struct Shard<K> {
    /// The first entry that it holds.
    pub first: K,
    /// Its entries, joined by commas.
    pub text: String,
}

/// Packs entries into shards of at most `limit` bytes. A longer entry gets a shard of its own.
pub fn pack<K, E: AsRef<str>>(
    entries: impl IntoIterator<Item = (K, E)>,
    limit: usize,
) -> Vec<Shard<K>> {
    let mut shards: Vec<Shard<K>> = Vec::new();
    for (key, entry) in entries {
        let entry = entry.as_ref();
        match shards.last_mut() {
            Some(shard) if shard.text.len() + 1 + entry.len() <= limit => {
                shard.text.push(',');
                shard.text.push_str(entry);
            }
            _ => shards.push(Shard { first: key, text: entry.to_owned() }),
        }
    }
    shards
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The entry of a term: the term, and its places as pairs of a line number and a flag for terms in
/// the head. If it exceeds `limit` bytes, it is split into several entries.
pub fn postings(
    term: &str,
    places: impl Iterator<Item = (u32, bool)>,
    limit: usize,
) -> Vec<String> {
    let mut entries = Vec::new();
    let mut entry = format!("{term} ");
    let mut last = 0;
    for (number, head) in places {
        if entry.len() + 7 > limit {
            entries.push(std::mem::replace(&mut entry, format!("{term} ")));
            last = 0;
        }
        write_digits(u64::from(number - last) * 2 + u64::from(head), &mut entry);
        last = number;
    }
    entries.push(entry);
    entries
}

/// Writes a number with five bits per digit, the lowest first; all digits but the last have the
/// sixth bit set.
fn write_digits(mut value: u64, out: &mut String) {
    loop {
        let low = (value & 31) as usize;
        value >>= 5;
        let more = if value > 0 { 32 } else { 0 };
        out.push(char::from(DIGITS[low + more]));
        if value == 0 {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_differences() {
        let places = [(0, true), (1, false), (2, true), (40, false)];
        assert_eq!(postings("a", places.into_iter(), 100), ["a BCDsC"]);
    }

    #[test]
    fn very_common_term_is_split_into_several_entries() {
        let entries = postings("the", (0..100).map(|n| (n, false)), 40);
        assert!(entries.len() > 1 && entries.iter().all(|e| e.len() <= 40), "{entries:?}");
        // Each starts anew, so that it can be decoded alone.
        assert!(entries[1].starts_with("the 8B"), "{entries:?}");
    }

    #[test]
    fn shards_keep_to_their_size() {
        let entries = (0..50).map(|n| (n, "x".repeat(10)));
        let shards = pack(entries, 32);
        assert_eq!(shards.iter().map(|s| s.first).take(3).collect::<Vec<_>>(), [0, 3, 6]);
        assert!(shards.iter().all(|s| s.text.len() <= 32));
        assert_eq!(pack([((), "x".repeat(99))], 32).len(), 1);
    }
}

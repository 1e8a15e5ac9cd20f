//! The local time of a moment, and its offset from UTC.
//!
//! In goes a moment as typed; out come its time of day, its offset, and the same moment in UTC.

use jiff::Timestamp;
use jiff::civil;

/// A local time of day with its offset from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Hour.
    pub hour: i8,
    /// Minute.
    pub minute: i8,
    /// Seconds; 0 if not given.
    pub second: i8,
    /// Offset from UTC in minutes.
    pub offset: i16,
}

impl Clock {
    /// The time in digits: `19:37`, with seconds unless they are zero.
    pub fn time(&self) -> String {
        let Self { hour, minute, second, .. } = *self;
        match second {
            0 => format!("{hour:02}:{minute:02}"),
            _ => format!("{hour:02}:{minute:02}:{second:02}"),
        }
    }

    /// The text after `UTC`: `+09:00`, `\u{2212}05:00`, or empty.
    pub fn zone(&self) -> String {
        let (hours, minutes) = (self.offset.abs() / 60, self.offset.abs() % 60);
        match self.offset {
            0 => String::new(),
            1.. => format!("+{hours:02}:{minutes:02}"),
            _ => format!("\u{2212}{hours:02}:{minutes:02}"),
        }
    }
}

/// The local time and the offset of a moment.
pub(super) fn clock(local: &civil::DateTime, typed: &str) -> Clock {
    let minutes = local.duration_since(utc(local, typed)).as_mins();
    Clock {
        hour: local.hour(),
        minute: local.minute(),
        second: local.second(),
        offset: i16::try_from(minutes).unwrap_or(0),
    }
}

/// A moment in UTC. The text was parsed before, so this cannot fail.
pub(super) fn utc(local: &civil::DateTime, typed: &str) -> civil::DateTime {
    let moment = typed.parse::<Timestamp>();
    moment.map_or(*local, |moment| jiff::tz::Offset::UTC.to_datetime(moment))
}

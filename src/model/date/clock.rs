//! What the clock shows at a moment, and how far it is from that of Greenwich.
//!
//! In goes a moment as it was typed; out come its time of day, its offset, and the same moment in UTC.

use jiff::Timestamp;
use jiff::civil;

/// A time of day, and how far the clock that shows it is from that of Greenwich.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Hour.
    pub hour: i8,
    /// Minute.
    pub minute: i8,
    /// Seconds, where some are given that are not zero.
    pub second: i8,
    /// Minutes that it is ahead of UTC.
    pub offset: i16,
}

impl Clock {
    /// The time in digits: `19:37`, with seconds where there are any.
    pub fn time(&self) -> String {
        let Self { hour, minute, second, .. } = *self;
        match second {
            0 => format!("{hour:02}:{minute:02}"),
            _ => format!("{hour:02}:{minute:02}:{second:02}"),
        }
    }

    /// What stands after `UTC`: `+09:00`, `\u{2212}05:00`, or nothing.
    pub fn zone(&self) -> String {
        let (hours, minutes) = (self.offset.abs() / 60, self.offset.abs() % 60);
        match self.offset {
            0 => String::new(),
            1.. => format!("+{hours:02}:{minutes:02}"),
            _ => format!("\u{2212}{hours:02}:{minutes:02}"),
        }
    }
}

/// What the clock shows at a moment, and where it stands.
pub(super) fn clock(local: &civil::DateTime, typed: &str) -> Clock {
    let minutes = local.duration_since(utc(local, typed)).as_mins();
    Clock {
        hour: local.hour(),
        minute: local.minute(),
        second: local.second(),
        offset: i16::try_from(minutes).unwrap_or(0),
    }
}

/// A moment on the clock of Greenwich. It was a moment when it was parsed, and still is.
pub(super) fn utc(local: &civil::DateTime, typed: &str) -> civil::DateTime {
    let moment = typed.parse::<Timestamp>();
    moment.map_or(*local, |moment| jiff::tz::Offset::UTC.to_datetime(moment))
}

//! Stand-in until the HTML writer is merged.

use super::addresses::Addresses;
use crate::site::Site;

pub(crate) fn atom(_site: &Site, _addresses: &Addresses<'_>) -> String {
    String::new()
}

pub(crate) fn sitemap(_site: &Site, _addresses: &Addresses<'_>) -> String {
    String::new()
}

pub(crate) fn robots(_site: &Site, _addresses: &Addresses<'_>) -> String {
    String::new()
}

pub(crate) fn redirects_file(_site: &Site, _addresses: &Addresses<'_>) -> String {
    String::new()
}

pub(crate) fn headers_file(csp: &str) -> String {
    csp.to_owned()
}

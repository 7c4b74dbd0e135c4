"""Organizations: known names, names by their build, canonical names, regions and entities."""

from extractor.organizations.candidate import FoundOrganization
from extractor.organizations.finder import OrganizationFinder
from extractor.organizations.own import OwnNames, read_own

__all__ = ["FoundOrganization", "OrganizationFinder", "OwnNames", "read_own"]

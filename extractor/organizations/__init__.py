"""Organizations: known names, names by their build, canonical names, regions and entities."""

from extractor.organizations.candidate import FoundOrganization
from extractor.organizations.finder import OrganizationFinder

__all__ = ["FoundOrganization", "OrganizationFinder"]

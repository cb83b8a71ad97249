namespace Disclosure.Reports.Checking;

/// <summary>One concern of the check. Holds no state, so one instance serves every check.</summary>
internal interface ICheckRule
{
    IEnumerable<Finding> Check(CheckInput input);
}

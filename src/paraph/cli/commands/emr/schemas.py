"""The shapes of EMR's options (notation: `own_options`), as v2.36.7 checks them.

They are not quite those of the service: `InstanceGroupType` is the API's `InstanceRole`.
"""

from __future__ import annotations

_STRINGS = ["string"]
_CONFIGURATIONS = [
    {
        "Classification": "string",
        "Properties": {"*": "string"},
        "Configurations": [{"Classification": "string", "Properties": {"*": "string"}}],
    }
]
_EBS = {
    "EbsOptimized": "boolean",
    "EbsBlockDeviceConfigs": [
        {
            "VolumeSpecification": {
                "VolumeType!": "string",
                "SizeInGB!": "integer",
                "Iops": "integer",
                "Throughput": "integer",
            },
            "VolumesPerInstance": "integer",
        }
    ],
}
_AUTO_SCALING_POLICY = {
    "Constraints": {"MinCapacity": "integer", "MaxCapacity": "integer"},
    "Rules": [
        {
            "Name": "string",
            "Description": "string",
            "Action": {
                "Market": "string",
                "SimpleScalingPolicyConfiguration": {
                    "AdjustmentType": "string",
                    "ScalingAdjustment": "integer",
                    "CoolDown": "integer",
                },
            },
            "Trigger": {
                "CloudWatchAlarmDefinition": {
                    "ComparisonOperator": "string",
                    "EvaluationPeriods": "integer",
                    "MetricName": "string",
                    "Namespace": "string",
                    "Period": "integer",
                    "Statistic": "string",
                    "Threshold": "double",
                    "Unit": "string",
                    "Dimensions": [{"Key": "string", "Value": "string"}],
                }
            },
        }
    ],
}
INSTANCE_GROUPS = [
    {
        "Name": "string",
        "InstanceGroupType!": "string",
        "BidPrice": "string",
        "InstanceType!": "string",
        "InstanceCount!": "integer",
        "CustomAmiId": "string",
        "EbsConfiguration": _EBS,
        "AutoScalingPolicy": _AUTO_SCALING_POLICY,
        "Configurations": _CONFIGURATIONS,
    }
]

_CAPACITY_RESERVATIONS = {
    "UsageStrategy": "string",
    "CapacityReservationPreference": "string",
    "CapacityReservationResourceGroupArn": "string",
}
INSTANCE_FLEETS = [
    {
        "Name": "string",
        "InstanceFleetType!": "string",
        "TargetOnDemandCapacity": "integer",
        "TargetSpotCapacity": "integer",
        "InstanceTypeConfigs": [
            {
                "InstanceType!": "string",
                "WeightedCapacity": "integer",
                "BidPrice": "string",
                "BidPriceAsPercentageOfOnDemandPrice": "double",
                "CustomAmiId": "string",
                "Priority": "double",
                "EbsConfiguration": _EBS,
                "Configurations": _CONFIGURATIONS,
            }
        ],
        "LaunchSpecifications": {
            "OnDemandSpecification": {
                "AllocationStrategy": "string",
                "CapacityReservationOptions": _CAPACITY_RESERVATIONS,
            },
            "SpotSpecification": {
                "TimeoutDurationMinutes": "integer",
                "TimeoutAction": "string",
                "BlockDurationMinutes": "integer",
                "AllocationStrategy": "string",
            },
        },
        "ResizeSpecifications": {
            "SpotResizeSpecification": {
                "TimeoutDurationMinutes": "integer",
                "AllocationStrategy": "string",
            },
            "OnDemandResizeSpecification": {
                "TimeoutDurationMinutes": "integer",
                "AllocationStrategy": "string",
                "CapacityReservationOptions": _CAPACITY_RESERVATIONS,
            },
        },
        "Context": "string",
    }
]

EC2_ATTRIBUTES = {
    "KeyName": "string",
    "SubnetId": "string",
    "SubnetIds": _STRINGS,
    "AvailabilityZone": "string",
    "AvailabilityZones": _STRINGS,
    "InstanceProfile": "string",
    "EmrManagedMasterSecurityGroup": "string",
    "EmrManagedSlaveSecurityGroup": "string",
    "ServiceAccessSecurityGroup": "string",
    "AdditionalMasterSecurityGroups": _STRINGS,
    "AdditionalSlaveSecurityGroups": _STRINGS,
}
APPLICATIONS = [{"Name!": "string", "Args": _STRINGS}]
BOOTSTRAP_ACTIONS = [{"Name": "string", "Path!": "string", "Args": _STRINGS}]
STEPS = [
    {
        "Type": "string",
        "Name": "string",
        "ActionOnFailure": "string",
        "Jar": "string",
        "Args": _STRINGS,
        "MainClass": "string",
        "Properties": "string",
        "LogUri": "string",
        "EncryptionKeyArn": "string",
    }
]
HBASE_RESTORE_FROM_BACKUP = {"Dir": "string", "BackupVersion": "string"}
EMRFS = {
    "Consistent": "boolean",
    "SSE": "boolean",
    "RetryCount": "integer",
    "RetryPeriod": "integer",
    "Args": _STRINGS,
    "Encryption": "string",
    "ProviderType": "string",
    "KMSKeyId": "string",
    "CustomProviderLocation": "string",
    "CustomProviderClass": "string",
}
KERBEROS_ATTRIBUTES = {
    "Realm": "string",
    "KdcAdminPassword": "string",
    "CrossRealmTrustPrincipalPassword": "string",
    "ADDomainJoinUser": "string",
    "ADDomainJoinPassword": "string",
}
MANAGED_SCALING_POLICY = {
    "ComputeLimits": {
        "MinimumCapacityUnits!": "integer",
        "MaximumCapacityUnits!": "integer",
        "MaximumOnDemandCapacityUnits": "integer",
        "UnitType!": "string",
        "MaximumCoreCapacityUnits": "integer",
    },
    "ScalingStrategy": "string",
    "UtilizationPerformanceIndex": "integer",
}
PLACEMENT_GROUP_CONFIGS = [{"InstanceRole!": "string", "PlacementStrategy": "string"}]
AUTO_TERMINATION_POLICY = {"IdleTimeout": "long"}
MONITORING_CONFIGURATION = {
    "CloudWatchLogConfiguration": {
        "Enabled!": "boolean",
        "LogGroupName": "string",
        "LogStreamNamePrefix": "string",
        "EncryptionKeyArn": "string",
        "LogTypes": {"*": _STRINGS},
    },
    "S3LoggingConfiguration": {"LogTypeUploadPolicy": {"*": "string"}},
}
